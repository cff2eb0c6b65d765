/** An empty page: what every page costs before it says anything. `npm run bench` measures the others against it. */
export default function Empty() {
  return <p>This page is empty.</p>;
}
