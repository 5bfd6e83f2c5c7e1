// A path and an identifier are one word each: whoever names a file says nothing by that. In scripts without blanks each character is one.
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:[._/\\]+[\p{L}\p{M}\p{N}]+)*/gu;
const PLAIN_WORD = /[a-z\d]+(?:[._/\\]+[a-z\d]+)*/g;
const NOT_PLAIN = /[\u0080-\uffff]/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
// Numbers of lines, tags, entities, targets of links, escapes of JSON.
const MARKUP =
  /^(?:[^\s:]{1,200}:)?[ \t]{0,20}\d{1,9}[→\t:]|<\/?[a-z][^<>]{0,300}>|&#?\w{1,10};|(?<=\])\([^()\s]{0,500}\)|\\{1,4}(?:[nrt"]|u[\da-f]{4})/gim;

/** The words of a text, lower case, without marks. */
export function wordsOf(text: string): readonly string[] {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase().match(PLAIN_WORD) ?? [];
  return text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase().match(WORD) ?? [];
}

/** A text with what stands between its words only as it is shown made blank. */
export function withoutMarkup(text: string): string {
  return text.replace(MARKUP, ' ');
}
