;; Looks for hints and for long words in a piece of a text. program.ts holds what this assembles to; a test assembles it anew.
;; scanner.ts lays out the memory:
;;      0  the piece: of each character 16 bits, then, in its place, 8 bits in lower case; zeros follow
;;  20480  found hints: 16 bits of where it begins, the place in the piece, above 16 bits of which it is
;;  53248  found words: where it begins and where it ends in the text, 32 bits each
;;  65536  of each hash of three characters, 16 bits: where its hints stand below, or zero
;; 131072  hints, a longer one before those with which it begins: its length in 8 bits, then its characters; a length of zero ends those of a hash
(module
  (memory (export "memory") 3)

  ;; Where the word begins that has not ended yet, in the text.
  (global $word (mut i32) (i32.const 0))

  ;; Looks at the first `count` of the `length` characters of the piece that begins at `base` in the text: a hint that begins
  ;; among them may go on behind them. Returns how many hints were found, and above 16 bits how many words.
  (func (export "scan") (param $base i32) (param $length i32) (param $count i32) (result i32)
    (local $at i32) (local $end i32) (local $hash i32) (local $hint i32) (local $others i32)
    (local $hits i32) (local $words i32)
    (call $fold (local.get $length))
    (if (i32.eqz (local.get $base)) (then (global.set $word (i32.const 0))))
    (local.set $hash (i32.xor (i32.shl (i32.load8_u (i32.const 0)) (i32.const 5)) (i32.load8_u (i32.const 1))))
    (loop $blocks
      ;; Words are longer than a block: only the first and the last of its characters that are not in one can tell.
      (local.set $others (call $others (v128.load (local.get $at))))
      (if (local.get $others)
        (then
          (local.set $words
            (i32.add
              (local.get $words)
              (call $endWord
                (local.get $words)
                (local.get $base)
                (i32.add (local.get $at) (i32.ctz (local.get $others))))))
          (global.set $word
            (i32.sub
              (i32.add (i32.add (local.get $base) (local.get $at)) (i32.const 32))
              (i32.clz (local.get $others))))))
      (local.set $end (i32.add (local.get $at) (i32.const 16)))
      (loop $characters
        (local.set $hash
          (i32.and
            (i32.xor
              (i32.shl (local.get $hash) (i32.const 5))
              (i32.load8_u offset=2 (local.get $at)))
            (i32.const 0x7fff)))
        (local.set $hint (i32.load16_u offset=65536 (i32.shl (local.get $hash) (i32.const 1))))
        (if (local.get $hint)
          (then
            (local.set $hint (call $match (local.get $hint) (local.get $at)))
            (if (local.get $hint)
              (then
                (i32.store offset=20480
                  (i32.shl (local.get $hits) (i32.const 2))
                  (i32.or (i32.shl (local.get $hint) (i32.const 16)) (local.get $at)))
                (local.set $hits (i32.add (local.get $hits) (i32.const 1)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $characters (i32.lt_u (local.get $at) (local.get $end))))
      (br_if $blocks (i32.lt_u (local.get $at) (local.get $count))))
    (i32.or (i32.shl (local.get $words) (i32.const 16)) (local.get $hits)))

  ;; Makes characters of 16 bits into ones of 8 bits, in lower case. What is beyond 8 bits becomes 0 or 255.
  (func $fold (param $length i32)
    (local $at i32) (local $block v128)
    (memory.fill (i32.shl (local.get $length) (i32.const 1)) (i32.const 0) (i32.const 64))
    (loop $blocks
      (local.set $block
        (i8x16.narrow_i16x8_u
          (v128.load (i32.shl (local.get $at) (i32.const 1)))
          (v128.load offset=16 (i32.shl (local.get $at) (i32.const 1)))))
      (v128.store
        (local.get $at)
        (v128.or
          (local.get $block)
          (v128.and
            (i8x16.lt_u
              (i8x16.sub (local.get $block) (i8x16.splat (i32.const 65)))
              (i8x16.splat (i32.const 26)))
            (i8x16.splat (i32.const 32)))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      ;; What follows is read, too: a hash goes two characters further.
      (br_if $blocks (i32.le_u (local.get $at) (i32.add (local.get $length) (i32.const 2))))))

  ;; Of 16 characters, those that do not belong to a word, a bit each: a letter or digit, or one of _ + / = ~ . % -
  (func $others (param $block v128) (result i32)
    (i32.xor
      (i8x16.bitmask
        (v128.or
          (v128.or
            (i8x16.lt_u (i8x16.sub (local.get $block) (i8x16.splat (i32.const 97))) (i8x16.splat (i32.const 26)))
            ;; From - to 9, . and / among them.
            (i8x16.lt_u (i8x16.sub (local.get $block) (i8x16.splat (i32.const 45))) (i8x16.splat (i32.const 13))))
          (v128.or
            (v128.or
              (v128.or
                (i8x16.eq (local.get $block) (i8x16.splat (i32.const 95)))
                (i8x16.eq (local.get $block) (i8x16.splat (i32.const 61))))
              (v128.or
                (i8x16.eq (local.get $block) (i8x16.splat (i32.const 37)))
                (i8x16.eq (local.get $block) (i8x16.splat (i32.const 43)))))
            (i8x16.eq (local.get $block) (i8x16.splat (i32.const 126))))))
      (i32.const 0xffff)))

  ;; Keeps the word that ends here as number `words` if it has 20 characters and three digits. Returns how many it kept.
  (func $endWord (param $words i32) (param $base i32) (param $end i32) (result i32)
    (local $length i32) (local $least i32) (local $at i32) (local $digits i32)
    (local.set $length (i32.sub (i32.add (local.get $base) (local.get $end)) (global.get $word)))
    (if (i32.lt_u (local.get $length) (i32.const 20)) (then (return (i32.const 0))))
    (local.set $at (local.get $end))
    ;; What of it stood before this piece is no longer there to be looked at.
    (if (i32.lt_u (global.get $word) (local.get $base))
      (then (local.set $digits (i32.const 3)))
      (else
        (local.set $least (i32.sub (global.get $word) (local.get $base)))
        (loop $characters
          (local.set $at (i32.sub (local.get $at) (i32.const 1)))
          (local.set $digits
            (i32.add
              (local.get $digits)
              (i32.lt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)) (i32.const 10))))
          (br_if $characters (i32.gt_u (local.get $at) (local.get $least))))))
    (if (i32.lt_u (local.get $digits) (i32.const 3)) (then (return (i32.const 0))))
    (i32.store offset=53248 (i32.shl (local.get $words) (i32.const 3)) (global.get $word))
    (i32.store offset=53252 (i32.shl (local.get $words) (i32.const 3)) (i32.add (local.get $base) (local.get $end)))
    (i32.const 1))

  ;; The first of the hints here that stands at a place; zero where none does.
  (func $match (param $hint i32) (param $at i32) (result i32)
    (local $length i32) (local $i i32)
    (loop $hints
      (local.set $length (i32.load8_u offset=131072 (local.get $hint)))
      (if (i32.eqz (local.get $length)) (then (return (i32.const 0))))
      (local.set $i (i32.const 0))
      (loop $characters
        (if (i32.eq
              (i32.load8_u offset=131073 (i32.add (local.get $hint) (local.get $i)))
              (i32.load8_u (i32.add (local.get $at) (local.get $i))))
          (then
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $characters (i32.lt_u (local.get $i) (local.get $length)))
            (return (local.get $hint)))))
      (local.set $hint (i32.add (i32.add (local.get $hint) (local.get $length)) (i32.const 1)))
      (br $hints))
    (unreachable)))
