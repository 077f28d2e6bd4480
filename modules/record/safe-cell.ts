/** A cell that a spreadsheet takes for text, never for a formula: `=1+1` gets a quote before it. */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
