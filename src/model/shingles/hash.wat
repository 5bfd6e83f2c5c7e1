;; Hashes the shingles of a text: of each six words in a row one number. program.ts holds what this assembles to; a test assembles
;; it anew. hash-shingles.ts lays out the memory:
;;      0  the hashes of the last six words, 32 bits each
;;     64  the words in UTF-8, a zero behind each, and one more behind a sentence
;; 131136  the hashes of the shingles, 32 bits each
(module
  (memory (export "memory") 7)

  ;; Of the words that end at the address `end`, writes down the hashes that have no bit of `mask`, and of each sentence the first.
  ;; Returns how many there are.
  (func (export "hash") (param $end i32) (param $mask i32) (result i32)
    (local $at i32) (local $byte i32) (local $word i32) (local $slot i32) (local $words i32) (local $start i32)
    (local $rolling i32) (local $shingle i32) (local $count i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 24))
    (local.set $at (i32.const 64))
    ;; FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv: of each word, and what the last six make, without what came before them.
    (local.set $word (i32.const 0x811c9dc5))
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (if (local.get $byte)
          (then
            (local.set $word (i32.mul (i32.xor (local.get $word) (local.get $byte)) (i32.const 0x01000193)))
            (br $bytes)))
        (if (i32.eq (local.get $word) (i32.const 0x811c9dc5))
          (then
            (local.set $start (local.get $words))
            (br $bytes)))
        (local.set $rolling
          (i32.sub
            (i32.add (i32.mul (local.get $rolling) (i32.const 0x01000193)) (local.get $word))
            ;; The prime to the sixth.
            (i32.mul (i32.load (local.get $slot)) (i32.const 0xfc55f7f9))))
        (i32.store (local.get $slot) (local.get $word))
        (local.set $word (i32.const 0x811c9dc5))
        (local.set $slot (i32.add (local.get $slot) (i32.const 4)))
        (if (i32.eq (local.get $slot) (i32.const 24)) (then (local.set $slot (i32.const 0))))
        (local.set $words (i32.add (local.get $words) (i32.const 1)))
        (br_if $bytes (i32.lt_u (local.get $words) (i32.const 6)))
        (local.set $shingle (call $mix (local.get $rolling)))
        (if (i32.ne (i32.sub (local.get $words) (i32.const 6)) (local.get $start))
          (then (br_if $bytes (i32.and (local.get $shingle) (local.get $mask)))))
        (i32.store offset=131136 (i32.shl (local.get $count) (i32.const 2)) (local.get $shingle))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (br $bytes)))
    (local.get $count))

  ;; The finalizer of MurmurHash3 (https://github.com/aappleby/smhasher): each bit depends on all words.
  (func $mix (param $hash i32) (result i32)
    (local.set $hash
      (i32.mul (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 16))) (i32.const 0x85ebca6b)))
    (local.set $hash
      (i32.mul (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 13))) (i32.const 0xc2b2ae35)))
    (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 16)))))
