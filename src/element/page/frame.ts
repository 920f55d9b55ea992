/**
 * Whether a page of another origin shows this one in a frame. Whoever does could lay anything over the pay button, so
 * nothing is paid there.
 */
export function isInForeignFrame(): boolean {
  try {
    let frame: Window = window
    // a page in between may be foreign though the top one is not
    while (frame !== frame.parent && frame.parent.origin) frame = frame.parent
    return false
  } catch {
    return true
  }
}
