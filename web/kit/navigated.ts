let navigated = false;

/** Called by the router when the reader goes from one screen to another. */
export function markNavigated(): void {
  navigated = true;
}

/** False on the first screen: there the browser's own start of the page is the right place for focus. */
export function hasNavigated(): boolean {
  return navigated;
}
