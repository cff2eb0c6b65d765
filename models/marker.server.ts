import mongoose from "mongoose";

/** Small facts about the data as a whole, by name: one document each. */
type Marker = { _id: string; value: string };

const markers = () => mongoose.connection.collection<Marker>("markers");

export async function readMarker(name: string): Promise<string | null> {
  return (await markers().findOne({ _id: name }))?.value ?? null;
}

export async function writeMarker(name: string, value: string): Promise<void> {
  await markers().updateOne({ _id: name }, { $set: { value } }, { upsert: true });
}

/** With a value only where it is still that. */
export async function removeMarker(name: string, value?: string): Promise<void> {
  await markers().deleteOne({ _id: name, ...(value === undefined ? {} : { value }) });
}
