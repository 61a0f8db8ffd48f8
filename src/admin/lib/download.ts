import { requestFile } from "./request"

/** Saves what a route of ours answers as a file, under the name that it gives it. */
export const downloadPaper = async (path: string, query: object): Promise<void> =>
  saveFile(await requestFile(path, query))

/** Hands a file to the browser, which saves it where it saves all others. */
export const saveFile = (file: File): void => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  URL.revokeObjectURL(link.href)
}
