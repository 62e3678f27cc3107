/** The launch attributes that name code of the workspace. */
const CODE = ['projection', 'upcasters'] as const;

/** A launch configuration without the code that it names, and which attributes that were. */
export function withoutCode<Configuration extends object>(
  configuration: Configuration,
): { readonly configuration: Configuration; readonly dropped: readonly string[] } {
  const dropped = CODE.filter((attribute) => Object.hasOwn(configuration, attribute));
  const kept = { ...configuration };
  for (const attribute of dropped) Reflect.deleteProperty(kept, attribute);
  return { configuration: kept, dropped };
}
