/** Arabic and Persian digits, as keyboards give them. */
const DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";

/** Languages that write 1.234,5 (or 1 234,5); the others write 1,234.5. */
const COMMA_DECIMAL: readonly string[] = ["fr", "es", "pt"];

/**
 * A number as a person writes it in a language, in the one form that machines read ("1234.5"); null where it is
 * none. A sign that could part thousands or decimals is read as the language has it.
 */
export function readNumber(text: string, lang: string): string | null {
  const plain = text
    .replace(/[٠-٩۰-۹]/g, (digit) => String(DIGITS.indexOf(digit) % 10))
    .replace(/[\s\u00A0\u202F\u2009'’_]/g, "")
    .replace(/٬/g, "")
    .replace(/٫/g, COMMA_DECIMAL.includes(lang) ? "," : ".")
    .replace(/^[−–]/, "-");
  const [group, decimal] = COMMA_DECIMAL.includes(lang) ? [".", ","] : [",", "."];
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`);
  const simple = new RegExp(`^-?\\d+(\\${decimal}\\d+)?$`);
  // Written as elsewhere: "2.5" in French can mean nothing else.
  const foreign = new RegExp(`^-?\\d+\\${group}(\\d{1,2}|\\d{4,})$`);
  const read = grouped.test(plain)
    ? plain.replaceAll(group, "").replace(decimal, ".")
    : simple.test(plain)
      ? plain.replace(decimal, ".")
      : foreign.test(plain)
        ? plain.replace(group, ".")
        : null;
  return read !== null && Number.isFinite(Number(read)) && Math.abs(Number(read)) <= Number.MAX_SAFE_INTEGER ? String(Number(read)) : null;
}

/** A number in the form that machines read as a person of this language writes it, without parting thousands. */
export function writeNumber(value: string, lang: string): string {
  return COMMA_DECIMAL.includes(lang) && /^-?\d+\.\d+$/.test(value) ? value.replace(".", ",") : value;
}
