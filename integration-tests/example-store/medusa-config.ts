// medusa-config.ts
import { defineConfig } from "@medusajs/framework/utils"
import { largestFirst } from "./src/issue-strategies/largest-first"

module.exports = defineConfig({
  plugins: [
    {
      resolve: "medusa-plugin-consignment",
      options: { issueStrategies: { largest_first: largestFirst } },
    },
  ],
})
