/** A rich text, shown. `html` is what `richHtml` made of it and nothing else: it stands in the page as it is. */
export function RichText({ html }: { html: string }) {
  return <div className="rich" dangerouslySetInnerHTML={{ __html: html }} />;
}
