import type { Locator, Page } from "playwright-core";

/** A field for rich text: its editor, its toolbar, and the plain field that its form sends. Tools have their names in the reader's language. */
export type RichField = { page: Page; text: Locator; tools: Locator; plain: Locator };

/** The editor of a field, once it is there. `name` is the field's in its form. */
export async function openEditor(page: Page, name: string): Promise<RichField> {
  const text = page.locator(`[id="${name}-editor"]`);
  await text.waitFor();
  return { page, text, tools: page.locator(`[id="${name}-tools"]`), plain: page.locator(`textarea[name="${name}"]`) };
}

/** What the form would send. */
export const markdownOf = ({ plain }: RichField): Promise<string> => plain.inputValue();

/** Writes at the end of the text; a line end is a press of Enter. */
export async function typeRich({ page, text }: RichField, words: string): Promise<void> {
  await text.focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (const [index, line] of words.split("\n").entries()) {
    if (index > 0) await page.keyboard.press("Enter");
    await page.keyboard.type(line);
  }
}

/** Presses a button of the toolbar, by its name. */
export const useTool = ({ tools }: RichField, name: string): Promise<void> => tools.getByRole("button", { name, exact: true }).click();

/** A list at the end of the text, by typing its sign; the line after it is a paragraph again. */
export async function makeList(field: RichField, points: string[], sign = "- "): Promise<void> {
  await typeRich(field, sign + points.join("\n"));
  await field.page.keyboard.press("Enter");
  await field.page.keyboard.press("Enter");
}

/** A table at the cursor, filled cell by cell with Tab; three columns and three rows are what the button makes. */
export async function insertTable(field: RichField, tool: string, cells: string[]): Promise<void> {
  await useTool(field, tool);
  for (const [index, words] of cells.entries()) {
    if (index > 0) await field.page.keyboard.press("Tab");
    await field.page.keyboard.type(words);
  }
}

/** A link at the cursor, with words of its own, through the keyboard alone. */
export async function addLink({ page, text }: RichField, address: string, words: string): Promise<void> {
  await text.focus();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type(address);
  await page.keyboard.press("Tab");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** A footnote at the cursor. */
export async function addFootnote(field: RichField, tool: string, note: string): Promise<void> {
  await useTool(field, tool);
  await field.page.keyboard.type(note);
  await field.page.keyboard.press("Enter");
}

/** Pastes HTML, as a word processor or another page would bring it. */
export async function pasteHtml({ text }: RichField, html: string, plain = ""): Promise<void> {
  await text.evaluate(
    (editor, data) => {
      const clipboardData = new DataTransfer();
      if (data.html) clipboardData.setData("text/html", data.html);
      clipboardData.setData("text/plain", data.plain);
      editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, plain },
  );
}
