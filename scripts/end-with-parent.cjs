// Loaded into a server that a script of ours starts: if the script is killed, the server ends too,
// as it would otherwise hold its port for ever.
process.channel?.unref()
process.once("disconnect", () => process.exit(1))
