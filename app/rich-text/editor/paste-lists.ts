/** A point of a list that Word wrote as a paragraph: how deep it stands, and its sign. */
type Point = { paragraph: HTMLElement; level: number; isNumbered: boolean; start: number };

/** Makes lists of the paragraphs that Word writes for points, with their signs as text before them. */
export function listsFromWord(body: HTMLElement): void {
  let run: Point[] = [];
  for (const paragraph of body.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6, div")) {
    const point = pointOf(paragraph);
    if (!point) continue;
    if (run.length > 0 && nextElement(run.at(-1)?.paragraph) !== paragraph) {
      build(run);
      run = [];
    }
    run.push(point);
  }
  build(run);
}

const nextElement = (element: HTMLElement | undefined): Element | null => element?.nextElementSibling ?? null;

function pointOf(paragraph: HTMLElement): Point | null {
  const style = paragraph.dataset.style ?? "";
  const level = /mso-list:\s*\w+\s+level(\d)/.exec(style)?.[1];
  if (!level) return null;
  const marker = [...paragraph.querySelectorAll<HTMLElement>("span")].find((span) => /mso-list:\s*ignore/i.test(span.dataset.style ?? ""));
  const sign = (marker?.textContent ?? "").trim();
  marker?.remove();
  return { paragraph, level: Number(level), isNumbered: /^\(?(?:\d+|\p{L}{1,4})[.)]/u.test(sign), start: Number(/\d+/.exec(sign)?.[0] ?? 1) };
}

function build(points: Point[]): void {
  const [first] = points;
  if (!first) return;
  const { ownerDocument: page } = first.paragraph;
  const open: Array<{ list: HTMLElement; level: number }> = [];
  for (const { paragraph, level, isNumbered, start } of points) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const tag = isNumbered ? "OL" : "UL";
    let last = open.at(-1);
    const isDeeper = last !== undefined && last.level < level;
    if (!last || isDeeper || (last.list.tagName !== tag && last.level >= level)) {
      const list = page.createElement(tag);
      if (isNumbered && start > 1) list.setAttribute("start", String(start));
      if (isDeeper) last?.list.lastElementChild?.append(list);
      else if (last) {
        open.pop();
        last.list.after(list);
      } else first.paragraph.before(list);
      open.push((last = { list, level }));
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    last.list.append(item);
    paragraph.remove();
  }
}
