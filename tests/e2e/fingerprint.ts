import type { Page } from "playwright-core";

/**
 * What a page shows, so that it can be told whether it shows the same with JavaScript and without: its elements with
 * their attributes and texts, but for what nobody sees and React writes in its own way.
 */
export function fingerprint(page: Page): Promise<string> {
  return page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement;
    for (const element of body.querySelectorAll("script, style, link, template, input[type=hidden]")) element.remove();
    for (const element of body.querySelectorAll("noscript")) {
      // With scripts on, it holds a text that is not shown; without, what it is there for.
      if (element.firstElementChild) element.replaceWith(...element.childNodes);
      else element.remove();
    }
    for (const input of body.querySelectorAll("input")) input.removeAttribute("value");
    return body.outerHTML.replace(/<!--.*?-->/g, "");
  });
}
