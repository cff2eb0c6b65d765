/** The options of a list to choose from, after one that chooses nothing where there is such. */
export function Options({ choices, none }: { choices: Array<{ value: string; name: string }>; none?: string }) {
  return (
    <>
      {none === undefined ? null : <option value="">{none}</option>}
      {choices.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </>
  );
}
