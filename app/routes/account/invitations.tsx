import { Form } from "@remix-run/react";

type Invitation = { id: string; role: string; from: string; label: string; factor: string | null };

/** The roles that a person is invited to, and may take up here. */
export function Invitations({ texts, invitations }: { texts: { accept: string }; invitations: Invitation[] }) {
  return (
    <ul className="divide-y divide-line">
      {invitations.map(({ id, role, from, label, factor }) => (
        <li key={id} className="grid gap-1 py-4 first:pt-0">
          <p className="font-semibold">
            <bdi>{role}</bdi>
          </p>
          <p className="text-sm text-muted">{from}</p>
          {factor ? <p className="text-sm">{factor}</p> : null}
          <Form method="post" className="pt-2">
            <input type="hidden" name="invitation" value={id} />
            <button type="submit" name="intent" value="accept" aria-label={label} className="button">
              {texts.accept}
            </button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
