import { useScripted } from "#app/lib/use-scripted.ts";
import { Field } from "#app/ui/field.tsx";

import type { AttachedView } from "./attached.server.ts";
import { useEditor, useErrorOf } from "./editor-context.ts";
import { Clashing } from "./meeting.tsx";
import { type Upload, useUploads } from "./use-uploads.ts";

/**
 * The files of the text. With JavaScript they are sent beside the form, as soon as they are chosen; without it the form is sent
 * with the file, and keeps what was typed.
 */
export function FileFields() {
  const { data, refusal } = useEditor();
  const { texts, files: attached, isWritable } = data;
  const scripted = useScripted();
  const { files, uploads, said, add, drop, retry, remove } = useUploads({ url: data.pages.files, known: attached.list, texts: attached.texts });
  const words = attached.texts;
  return (
    <section aria-labelledby="files" className="grid gap-6">
      <h2 id="files" className="scroll-mt-4 text-2xl">{texts.parts.files}</h2>
      {files.length === 0 && uploads.length === 0 ? <p className="text-muted">{words.none}</p> : null}
      {files.length > 0 ? (
        <ul aria-label={words.list} className="grid gap-4">
          {files.map((file) => (
            <li key={file.id} className="grid gap-4 rounded-lg border border-line p-4">
              <Attached file={file} onRemove={() => void remove(file)} />
            </li>
          ))}
        </ul>
      ) : null}
      {uploads.length > 0 ? (
        <ul className="grid gap-3">
          {uploads.map((upload) => (
            <li key={upload.key} className="grid gap-2 rounded-lg border border-edge p-4">
              <OnItsWay upload={upload} onDrop={() => drop(upload.key)} onRetry={() => retry(upload.key)} />
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">{said}</p>
      {isWritable ? (
        <div className="grid gap-3 rounded-lg border border-dashed border-edge p-4">
          <Field name="file" label={words.choose} help={words.help} error={refusal?.file ?? undefined}>
            {(control) => (
              <input
                {...control}
                type="file"
                accept={words.types}
                multiple={scripted}
                onChange={({ currentTarget }) => {
                  add(currentTarget.files ?? []);
                  // What is on its way is no longer of the form, and the same file can be chosen again.
                  currentTarget.value = "";
                }}
                className="block w-full max-w-full min-w-0 text-sm file:me-4 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-surface file:px-4 file:font-semibold file:text-ink"
              />
            )}
          </Field>
          {scripted ? null : (
            <button type="submit" name="intent" value="add-file" formEncType="multipart/form-data" className="button-quiet justify-self-start">
              {words.add}
            </button>
          )}
        </div>
      ) : null}
    </section>
  );
}

function Attached({ file, onRemove }: { file: AttachedView; onRemove: () => void }) {
  const { data, fields } = useEditor();
  const { files: attached, choices, isWritable } = data;
  const words = attached.texts;
  const errorOf = useErrorOf();
  const [title, lang] = [`fl.${file.id}.title`, `fl.${file.id}.lang`];
  return (
    <>
      <div className="grid gap-1">
        {file.url ? (
          <a href={file.url} target="_blank" rel="noreferrer" dir="auto" className="link justify-self-start font-semibold break-words">{file.name}</a>
        ) : (
          <span dir="auto" className="font-semibold break-words">{file.name}</span>
        )}
        <span className="text-sm text-muted">{file.facts}</span>
        {file.state === "waiting" ? <span className="text-sm">{words.checking}</span> : null}
        {file.state === "refused" ? (
          <span className="border-s-4 border-alert ps-3 text-sm font-semibold text-alert">
            {words.refused}. {file.reason}
          </span>
        ) : null}
      </div>
      {file.state === "refused" ? null : (
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
          <Clashing field={title}>
            <Field name={title} label={words.fileTitle} error={errorOf(title)}>
              {(control) => <input {...control} dir="auto" defaultValue={fields[title] ?? file.title ?? ""} className="field" />}
            </Field>
          </Clashing>
          <Field name={lang} label={words.lang}>
            {(control) => (
              <select {...control} defaultValue={fields[lang] || file.lang} className="field">
                {choices.languages.map(({ value, label }) => (
                  <option key={value} value={value}>{label}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      {isWritable ? (
        <button
          type="submit"
          name="intent"
          value="remove-file"
          formAction={`?file=${file.id}`}
          onClick={(event) => {
            event.preventDefault();
            onRemove();
          }}
          className="link min-h-8 cursor-pointer justify-self-start text-sm"
        >
          {words.remove}
          <span className="sr-only">: {file.name}</span>
        </button>
      ) : null}
    </>
  );
}

function OnItsWay({ upload: { file, percent, problem, again }, onDrop, onRetry }: { upload: Upload; onDrop: () => void; onRetry: () => void }) {
  const { data } = useEditor();
  const words = data.files.texts;
  const sent = words.uploading.replace("{{name}}", () => file.name).replace("{{percent}}", String(percent));
  return (
    <>
      <p dir="auto" className="break-words">{problem ? file.name : sent}</p>
      {problem ? (
        <p role="alert" className="border-s-4 border-alert ps-3 font-semibold text-alert">{problem}</p>
      ) : (
        <progress value={percent} max={100} aria-label={file.name} className="h-2 w-full accent-brand" />
      )}
      <p className="flex flex-wrap gap-3">
        {problem && again ? <button type="button" onClick={onRetry} className="button-quiet">{words.again}</button> : null}
        <button type="button" onClick={onDrop} className="button-quiet">{problem ? words.dismiss : words.cancel}</button>
      </p>
    </>
  );
}
