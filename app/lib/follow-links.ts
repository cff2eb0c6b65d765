import { useNavigate } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";

/**
 * For an element with many plain links in it: those that lead to pages of the hub are followed without
 * loading a new document. For a page with dozens of links this costs the server far less than as many
 * `Link`s; without JavaScript they are what they are, links.
 */
export function useFollowLinks<T extends HTMLElement>(): RefObject<T> {
  const within = useRef<T>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const element = within.current;
    const follow = (event: MouseEvent) => {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || !isPlain || event.defaultPrevented || link.hasAttribute("download") || link.target) return;
      const url = new URL(link.href);
      if (url.origin !== window.location.origin) return;
      event.preventDefault();
      navigate(url.pathname + url.search + url.hash);
    };
    element?.addEventListener("click", follow);
    return () => element?.removeEventListener("click", follow);
  }, [navigate]);
  return within;
}
