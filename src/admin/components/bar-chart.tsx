import { BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js"
import { Bar } from "react-chartjs-2"
import { useTranslation } from "react-i18next"
import { useTokens } from "../hooks/use-tokens"
import { localeOf } from "../lib/format"

Chart.register(BarElement, CategoryScale, LinearScale, Legend, Tooltip)
Chart.defaults.font.family = "Inter, ui-sans-serif, system-ui, sans-serif"

const TOKENS = {
  first: "--tag-blue-icon",
  second: "--tag-purple-icon",
  text: "--fg-subtle",
  line: "--border-base",
}

interface BarChartProps {
  /** Text alternative of the chart for screen readers. */
  label: string
  categories: string[]
  /** One row of bars, or two that are stacked. */
  series: { name: string; values: string[] }[]
  format: (value: string) => string
  isHorizontal?: boolean
}

/** Bars in the colours of the admin. The decimals are drawn as numbers, and told as they are. */
export const BarChart = ({ label, categories, series, format, isHorizontal }: BarChartProps) => {
  const token = useTokens(TOKENS)
  const { i18n } = useTranslation()
  const values = { ticks: { color: token.text, precision: 0 }, grid: { color: token.line } }
  const names = { ticks: { color: token.text }, grid: { display: false } }
  return (
    <div className="h-64 w-full">
      <Bar
        role="img"
        aria-label={label}
        data={{
          labels: categories,
          datasets: series.map(({ name, values }, index) => ({
            label: name,
            data: values.map(Number),
            backgroundColor: index === 0 ? token.first : token.second,
            borderRadius: 2,
            maxBarThickness: 28,
          })),
        }}
        options={{
          locale: localeOf(i18n.language),
          indexAxis: isHorizontal ? "y" : "x",
          maintainAspectRatio: false,
          animation: false,
          scales: {
            x: { stacked: true, beginAtZero: true, ...(isHorizontal ? values : names) },
            y: { stacked: true, beginAtZero: true, ...(isHorizontal ? names : values) },
          },
          plugins: {
            legend: { display: series.length > 1, labels: { color: token.text, boxWidth: 12 } },
            tooltip: {
              callbacks: {
                label: ({ datasetIndex, dataIndex }) =>
                  format(series[datasetIndex]?.values[dataIndex] ?? "0"),
              },
            },
          },
        }}
      />
    </div>
  )
}
