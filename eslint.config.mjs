import medusa from "@medusajs/eslint-plugin"
import prettier from "eslint-config-prettier"
import tseslint from "typescript-eslint"

const keepsDecimals = "Quantities and amounts stay Decimal."

export default tseslint.config(
  ...tseslint.configs.recommendedTypeChecked,
  ...medusa.configs.strict,
  {
    ignores: [
      "**/migrations/**",
      ".medusa/**",
      ".demo/**",
      ".test-groups/**",
      "public/**",
      "coverage/**",
      // Medusa's preset leaves tests out; ours are held to the same rules.
      "!**/__tests__/**",
      "!**/integration-tests/**",
      "!**/*.spec.*",
      "**/*.cjs",
    ],
  },
  {
    languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Medusa wants steps and service methods async, even where nothing is awaited.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      // A comment names the thing first, then says something about it.
      "no-warning-comments": [
        "error",
        { terms: ["what", "who", "whose", "whoever"], location: "start", decoration: ["*"] },
      ],
      // An underscore marks what only holds a place.
      "@typescript-eslint/no-unused-vars": [
        "error",
        {
          argsIgnorePattern: "^_",
          varsIgnorePattern: "^_",
          destructuredArrayIgnorePattern: "^_",
        },
      ],
      // A field that is taken out of an object by naming it need not be used.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/admin/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "MemberExpression[property.name='toNumber']", message: keepsDecimals },
        {
          selector: "CallExpression[callee.name=/^(Number|parseFloat)$/]",
          message: keepsDecimals,
        },
      ],
    },
  },
  {
    files: ["integration-tests/**"],
    ignores: ["integration-tests/helpers/handle-hook.ts", "integration-tests/example-store/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.property.name='hooks']",
          message:
            "The host takes one handler per hook, and spec files share a host: use handleHook.",
        },
      ],
    },
  },
  {
    files: ["src/links/**", "integration-tests/example-store/src/links/**"],
    // The offers of the host's modules to links are not typed.
    rules: { "@typescript-eslint/no-unsafe-argument": "off" },
  },
  {
    files: [
      "src/modules/consignment/domain/**",
      "src/workflows/{host,hooks}/**",
      "src/api/openapi/**",
    ],
    // The domain knows no Medusa: it refuses with ConsignmentError. An Error is a mistake of ours, or
    // of a host that changed under us.
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  // The compiler checks the types of scripts by their comments.
  { files: ["**/*.mjs"], ...tseslint.configs.disableTypeChecked },
  prettier
)
