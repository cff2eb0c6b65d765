/**
 * A moment as a format writes it, with the zone's short name. Where a zone is on the clock of UTC and a language has no
 * name for it, the platforms write a distance of nothing from it ("UTC+0", "غرينتش+0"): that is UTC itself.
 */
export function withZone(format: Intl.DateTimeFormat, moment: Date): string {
  return format
    .formatToParts(moment)
    .map(({ type, value }) => (type === "timeZoneName" && /^\p{L}+[+−-]0$/u.test(value) ? "UTC" : value))
    .join("");
}
