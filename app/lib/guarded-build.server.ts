import type { ActionFunction, LoaderFunction, ServerBuild } from "@remix-run/node";

import { isDatabaseDown } from "#models/mongo-errors.server.ts";

import { logger } from "./logger.server.ts";

/** After how many seconds a reader or a robot may ask again while a server is down. */
export const RETRY_AFTER_S = "30";

/**
 * The build with what holds for every loader and action alike, so that none can forget it: where no
 * database answers, the answer is 503 (pages see of an error that a loader throws no more than that
 * there was one), and an action takes no form that was not sent from a page of this hub, unless its route says
 * by `handle.takesForeignForms` that it changes nothing, or nothing without a token in its address.
 */
export function guardedBuild(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route] as const;
    const { loader, action } = route.module;
    const isOpen = (route.module.handle as { takesForeignForms?: boolean } | undefined)?.takesForeignForms === true;
    const module = {
      ...route.module,
      ...(loader ? { loader: answeringOutages(loader) } : {}),
      ...(action ? { action: answeringOutages(isOpen ? action : refusingForeign(action)) } : {}),
    };
    return [id, { ...route, module }] as const;
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

function answeringOutages<T extends LoaderFunction | ActionFunction>(handler: T): T {
  const answer: ActionFunction = async (args) => {
    try {
      return await handler(args);
    } catch (error) {
      if (!isDatabaseDown(error)) throw error;
      logger.warn({ reason: error instanceof Error ? error.name : undefined }, "the database does not answer");
      throw new Response(null, { status: 503, headers: { "Retry-After": RETRY_AFTER_S } });
    }
  };
  return answer as T;
}

function refusingForeign(action: ActionFunction): ActionFunction {
  return (args) => {
    if (!args.context.ownForm) throw new Response(null, { status: 403 });
    return action(args);
  };
}
