import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";

import { requireMay } from "#app/auth/guards.server.ts";
import { cleanText } from "#app/lib/form.server.ts";
import { grantName } from "#app/lib/grant-name.server.ts";
import { pageMeta } from "#app/lib/page-meta.ts";
import { pageTools } from "#app/lib/page-tools.server.ts";
import { paths } from "#app/paths.ts";
import { Column } from "#app/ui/column.tsx";
import { PageHead } from "#app/ui/page-head.tsx";
import { SelectField } from "#app/ui/select-field.tsx";
import { TextField } from "#app/ui/text-field.tsx";
import { searchUsers } from "#models/user-search.server.ts";
import { LIMITS, ROLES } from "#models/vocabulary.ts";

import { deskNavigation } from "../desk/navigation.server.ts";
import { DeskNav } from "../desk/navigation.tsx";

export const meta = pageMeta;

/** Accounts on one page. */
const PAGE = 50;

export async function loader(args: LoaderFunctionArgs) {
  const proved = await requireMay(args, "users:manage");
  const { lang } = proved;
  const query = new URL(args.request.url).searchParams;
  const text = cleanText(query.get("q")).slice(0, LIMITS.email);
  const role = ROLES.find((one) => one === query.get("role"));
  const number = Math.max(1, Math.min(10_000, Number(query.get("page")) || 1));
  const [tools, navigation, { users, total }] = await Promise.all([
    pageTools(lang),
    deskNavigation(proved),
    searchUsers({ text, ...(role ? { role } : {}), skip: (number - 1) * PAGE, limit: PAGE }),
  ]);
  const { t } = tools;
  return {
    meta: tools.meta(t("admin:users.title"), undefined, { unlisted: true }),
    navigation,
    texts: t("admin:users", { returnObjects: true }),
    count: t("admin:users.count", { count: total }),
    text,
    role: role ?? "",
    roles: ROLES.map((value) => ({ value, name: t(`mail:roles.${value}`) })),
    users: users.map((user) => ({
      url: paths.user(lang, user.id),
      name: user.name,
      email: user.email,
      suspended: user.suspended,
      grants: user.grants.map((grant) => grantName(grant, tools)),
    })),
    next: number * PAGE < total ? paths.users(lang, { q: text, role: role ?? "", page: String(number + 1) }) : null,
  };
}

/** Everyone with an account, for administrators. */
export default function UsersPage() {
  const { navigation, texts, count, text, role, roles, users, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={texts.title}>{texts.lead}</PageHead>
      <DeskNav navigation={navigation} />
      <Column wide>
        <Form method="get" role="search" className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-60">
            <TextField name="q" label={texts.search} error={undefined} defaultValue={text} key={text} />
          </div>
          <div className="min-w-0 basis-48">
            <SelectField name="role" label={texts.role} error={undefined} defaultValue={role} key={role}>
              <option value="">{texts.any}</option>
              {roles.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
          <button type="submit" className="button">
            {texts.submit}
          </button>
        </Form>
        <section aria-labelledby="found" className="grid gap-2">
          <h2 id="found" className="text-lg">
            {users.length > 0 ? count : texts.none}
          </h2>
          <ul className="divide-y divide-line">
            {users.map(({ url, name, email, suspended, grants }) => (
              <li key={url} className="grid gap-1 py-4">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Link to={url} className="link inline-block py-1 font-semibold">
                    <bdi>{name}</bdi>
                  </Link>
                  <bdi dir="ltr" className="break-all text-muted">
                    {email}
                  </bdi>
                  {suspended ? <span className="tag">{texts.suspended}</span> : null}
                </p>
                <p className="text-sm text-muted">{grants.length > 0 ? grants.join(" · ") : texts.noRole}</p>
              </li>
            ))}
          </ul>
          {next ? (
            <p>
              <Link to={next} className="button">
                {texts.more}
              </Link>
            </p>
          ) : null}
        </section>
      </Column>
    </>
  );
}
