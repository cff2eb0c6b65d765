import type { RequestHandler, Response } from "express";

/** Resolves when an answer takes more: true at once, or when what was written has gone; false where nobody takes it any more. */
export type Drained = () => Promise<boolean>;

/**
 * Notes of every answer whether it takes more. Remix writes on without asking: a long answer that is made while it is sent
 * would be kept whole, for whoever reads slowly. Stands behind whatever else changes how answers are written.
 */
export const noteDrain: RequestHandler = (_request, response, next) => {
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  let isFull = false;
  let waiting: Array<(takesMore: boolean) => void> = [];
  const tell = (takesMore: boolean) => {
    isFull = false;
    for (const resolve of waiting.splice(0)) resolve(takesMore);
  };
  response.write = ((...args: unknown[]) => {
    const takesMore = write(...args);
    if (!takesMore) isFull = true;
    return takesMore;
  }) as Response["write"];
  response.on("drain", () => tell(true));
  response.on("close", () => tell(false));
  const drained: Drained = () => {
    if (response.destroyed || response.writableEnded) return Promise.resolve(false);
    return isFull ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(true);
  };
  response.locals.drained = drained;
  next();
};
