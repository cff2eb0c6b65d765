import { useLocation, useParams } from "@remix-run/react";

/** The path and query of the page in their shortest form: an id leads there without its slug, and can be typed. */
export function usePageAddress(): string {
  const { pathname, search } = useLocation();
  const path = useParams().slug ? pathname.slice(0, pathname.lastIndexOf("/")) : pathname;
  return path + search;
}
