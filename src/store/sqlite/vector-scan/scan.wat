;; Multiplies a query with the sketches of a chunk. scan.ts holds what this assembles to; a test assembles it anew.
(module
  (import "scan" "memory" (memory 1))

  ;; For each of `count` sketches of `width` bytes: the sum over its coordinates of level times query, less `middle`, times its
  ;; scale, is stored at `scores`. The query has 16 bits a coordinate, twice `width` of them; `count` and `width` are not zero.
  (func (export "scan")
    (param $query i32) (param $sketches i32) (param $scales i32) (param $scores i32)
    (param $count i32) (param $width i32) (param $middle f32)
    (local $at i32) (local $end i32) (local $levels v128) (local $sum v128)
    (loop $sketch
      (local.set $at (local.get $query))
      (local.set $end (i32.add (local.get $sketches) (local.get $width)))
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (loop $block
        ;; Eight words of four levels, multiplied with four times eight coordinates of the query.
        (local.set $levels (v128.load (local.get $sketches)))
        (local.set $sum
          (i32x4.add
            (local.get $sum)
            (i32x4.add
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (v128.load (local.get $at))
                  (v128.and (local.get $levels) (v128.const i16x8 15 15 15 15 15 15 15 15)))
                (i32x4.dot_i16x8_s
                  (v128.load offset=16 (local.get $at))
                  (v128.and
                    (i16x8.shr_u (local.get $levels) (i32.const 4))
                    (v128.const i16x8 15 15 15 15 15 15 15 15))))
              (i32x4.add
                (i32x4.dot_i16x8_s
                  (v128.load offset=32 (local.get $at))
                  (v128.and
                    (i16x8.shr_u (local.get $levels) (i32.const 8))
                    (v128.const i16x8 15 15 15 15 15 15 15 15)))
                (i32x4.dot_i16x8_s
                  (v128.load offset=48 (local.get $at))
                  (i16x8.shr_u (local.get $levels) (i32.const 12)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $block
          (i32.lt_u
            (local.tee $sketches (i32.add (local.get $sketches) (i32.const 16)))
            (local.get $end))))
      (f32.store
        (local.get $scores)
        (f32.mul
          (f32.load (local.get $scales))
          (f32.sub
            (f32.convert_i32_s
              (i32.add
                (i32.add
                  (i32x4.extract_lane 0 (local.get $sum))
                  (i32x4.extract_lane 1 (local.get $sum)))
                (i32.add
                  (i32x4.extract_lane 2 (local.get $sum))
                  (i32x4.extract_lane 3 (local.get $sum)))))
            (local.get $middle))))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $scores (i32.add (local.get $scores) (i32.const 4)))
      (br_if $sketch (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))
