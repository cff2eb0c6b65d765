import { type ClientActionFunctionArgs, Form, isRouteErrorResponse, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { memo, useEffect, useMemo, useRef, useState } from "react";

import { pageMeta } from "#app/lib/page-meta.ts";
import { useScripted } from "#app/lib/use-scripted.ts";
import { PageHead } from "#app/ui/page-head.tsx";
import type { ReportHandle } from "#app/ui/report-link.tsx";

import { DeskNav } from "../navigation.tsx";
import { Checks } from "./checks.tsx";
import { EditorContext, type EditorView } from "./editor-context.ts";
import { FactFields } from "./fact-fields.tsx";
import type { FieldError } from "./fields.ts";
import { FileFields } from "./file-fields.tsx";
import { FigureFields } from "./figure-fields.tsx";
import { loadEditor } from "./load.server.ts";
import type { LocalCopy } from "./local-copy.ts";
import { Meeting } from "./meeting.tsx";
import { Follows, LocalCopyOffer, Problems, SimilarItems, Standing } from "./problems.tsx";
import { saveText } from "./save.server.ts";
import { SaveState } from "./save-state.tsx";
import { SourceFields } from "./source-fields.tsx";
import { TermFields } from "./term-fields.tsx";
import { TextFields } from "./text-fields.tsx";
import { useAutosave } from "./use-autosave.ts";

export { loadEditor as loader, saveText as action };

export const handle: ReportHandle = { unreported: true };
export const meta = pageMeta;

/** Where the hub is not reached, or cannot answer, no other page takes the place of the form: what is in it is kept as soon as that goes. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof saveText>();
  } catch (error) {
    // What the hub has answered holds: where it leads to, or that the session has ended.
    if (error instanceof Response || (isRouteErrorResponse(error) && error.status < 500)) throw error;
    // As a response, which alone keeps its status here: after a failure the page's data are not asked for anew.
    return Response.json({ unreached: true } satisfies Unreached, { status: 503 });
  }
}

type Unreached = { unreached: true };

function Heading({ heading: { before, title, lang, dir, after } }: Pick<ReturnType<typeof useLoaderData<typeof loadEditor>>, "heading">) {
  return (
    <>
      {before}
      <bdi lang={lang} dir={dir}>{title}</bdi>
      {after}
    </>
  );
}

const NO_ERRORS: FieldError[] = [];

/** Where a version of an item is written; a translation beside its original. */
export default function EditorPage() {
  const data = useLoaderData<typeof loadEditor>();
  const last = useActionData<typeof saveText | (() => Unreached)>();
  const unreached = last && "unreached" in last ? last : null;
  // What the hub has said stands until it says something else: the form, with what is in it, is of that.
  const [answer, setAnswer] = useState(last);
  if (!unreached && answer !== last) setAnswer(last);
  const refusal = answer && "refusal" in answer ? answer.refusal : null;
  // The window keeps the name it was opened with; every page that is loaded into it brings another.
  const [hand] = useState(data.hand);
  const [shown, setShown] = useState(data.edit);
  if (data.lastHand !== hand && shown !== data.edit) setShown(data.edit);
  // A copy that is taken up from the device stands until the hub has answered.
  const [taken, setTaken] = useState<{ copy: LocalCopy; over: string } | null>(null);
  const restored = taken?.over === data.edit && !refusal ? taken.copy : null;
  const fields = refusal?.fields ?? restored?.fields ?? data.fields;
  const edit = refusal?.edit ?? restored?.base ?? data.edit;
  const form = useRef<HTMLFormElement>(null);
  // The fields begin anew wherever their text comes from elsewhere than this window.
  const name = refusal ? `refused/${refusal.edit}` : restored ? "restored" : shown;
  const autosave = useAutosave(form, {
    url: data.pages.save,
    key: `${data.item.id}/${data.text.lang}`,
    lang: data.lang,
    edit,
    hand,
    lastHand: data.lastHand,
    fields: data.fields,
    form: name,
    active: data.isWritable && !refusal?.clashes.length,
    unreached,
  });
  const take = (copy: LocalCopy) => {
    setTaken({ copy, over: data.edit });
    autosave.dropCopy();
  };
  useEffect(() => {
    if (restored) form.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }, [restored]);
  const busy = useNavigation().state === "submitting";
  const scripted = useScripted();
  // The last to answer says what is wrong: the page, or an autosave since.
  const errors = autosave.errors ?? refusal?.errors ?? NO_ERRORS;
  const view = useMemo<EditorView>(() => ({ data, fields, refusal, errors }), [data, fields, refusal, errors]);
  const { texts, text, pages } = data;
  return (
    <EditorContext.Provider value={view}>
      <PageHead over={<Link to={pages.work} className="link">{texts.back}</Link>} title={<Heading heading={data.heading} />}>
        <p className="text-base">{[data.item.typeName, data.last].filter(Boolean).join(" · ")}</p>
      </PageHead>
      <DeskNav navigation={data.navigation} />
      <div className="wrap py-8">
        <Standing />
        <Problems />
        <LocalCopyOffer copy={autosave.copy} onTake={take} onDrop={autosave.dropCopy} />
        <SimilarItems />
        <Form
          ref={form}
          id="editor"
          method="post"
          noValidate
          preventScrollReset
          // Going back, a browser would put older words over what others have written since, and they would be saved.
          autoComplete={scripted ? "off" : undefined}
          key={name}
          className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]"
        >
          <Base key={edit} edit={edit} />
          <input type="hidden" name="hand" defaultValue={hand} />
          <fieldset disabled={!data.isWritable} className="grid min-w-0 content-start gap-12">
            {/* What the Enter key presses in a field of one line: the first button of the form. */}
            <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden="true">
              {texts.save}
            </button>
            <Meeting />
            <TextFields />
            <FigureFields />
            <FileFields />
            {text.isOriginal ? (
              <>
                <FactFields />
                <TermFields />
                <SourceFields />
              </>
            ) : null}
          </fieldset>
          {data.isWritable ? (
            <aside className="no-print contents content-start gap-6 lg:sticky lg:top-4 lg:grid lg:self-start">
              {/* On a narrow screen it stays in sight, at the lower edge. */}
              <div className="order-last grid gap-3 max-lg:sticky max-lg:bottom-0 max-lg:z-2 max-lg:-mx-4 max-lg:border-t max-lg:border-line max-lg:bg-surface max-lg:px-4 max-lg:py-3 sm:max-lg:-mx-8 sm:max-lg:px-8 lg:order-first">
                <SaveState state={autosave.state} />
                <div className="flex flex-wrap gap-3">
                  <button type="submit" name="intent" value="save" aria-disabled={busy || undefined} className="button">
                    {texts.save}
                  </button>
                  <Link to={pages.preview} className="button-quiet">
                    {texts.preview}
                  </Link>
                </div>
              </div>
              <Follows />
              <Checks form={form} />
              {data.maySubmit ? (
                <button type="submit" name="intent" value="submit" aria-disabled={busy || undefined} className="button-quiet justify-self-start">
                  {texts.submit}
                </button>
              ) : (
                <p className="text-sm text-muted">{data.submitBy}</p>
              )}
              <p className="text-sm text-muted">{texts.cases}</p>
            </aside>
          ) : null}
        </Form>
      </div>
    </EditorContext.Provider>
  );
}

/**
 * The state that the text is in, which an autosave moves on. It is drawn once: drawn again, React would set it back, and
 * the next save would be told that its own text had been changed elsewhere.
 */
const Base = memo(function Base({ edit }: { edit: string }) {
  return <input type="hidden" name="base" defaultValue={edit} />;
});
