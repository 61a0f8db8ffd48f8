// The test runner restores the database between two tests, which ends open connections; the host
// reports each of them on the console. Everything else that is printed stays.
const print = console.log

console.log = (...parts: unknown[]) => {
  if (!String(parts[0]).startsWith("Connection Error: Connection ended unexpectedly")) {
    print(...parts)
  }
}
