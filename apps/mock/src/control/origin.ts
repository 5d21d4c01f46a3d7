/**
 * Whether whoever sends these headers may control the mock. Any web site can have its readers' browsers send requests to
 * this machine, without asking first; the browser then says whose page it was. So pages may that come from this machine,
 * or from the mock's own address; a name would not do for that, because its owner can let it point here. What is no page
 * sends no origin.
 */
export function mayControl(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const page = hostnameOf(origin);
  return thisMachine.test(page) || (address.test(page) && page === hostnameOf(`http://${host}`));
}

const thisMachine = /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/;
const address = /^[\d.]+$|^\[/;

/** Nothing for `null`, which is what a browser says of a file or of a page in a sandbox. */
function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
