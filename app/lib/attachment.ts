const escaped = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The header by which a browser keeps a file under a name in any script (RFC 6266, RFC 8187); `plain`, in letters that
 * every program reads, is for those that know no other.
 */
export function attachment(name: string, plain?: string): string {
  return `attachment; ${plain ? `filename="${plain}"; ` : ""}filename*=UTF-8''${escaped(name)}`;
}
