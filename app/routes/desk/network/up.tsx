import { Link } from "@remix-run/react";

/** Above the title of a page: the one that it belongs to. */
export function Up({ url, name }: { url: string; name: string }) {
  return (
    <Link to={url} className="underline-offset-4 hover:underline">
      {name}
    </Link>
  );
}
