/** The pages about the hub, in the order in which they are listed. */
export const TOPICS = ["about", "accessibility", "privacy", "licence", "imprint"] as const;
export type Topic = (typeof TOPICS)[number];

export function isTopic(value: string): value is Topic {
  return (TOPICS as readonly string[]).includes(value);
}
