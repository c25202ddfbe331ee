using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ShopActors.Browser.Tests;

/// <summary>What every page owes its readers.</summary>
internal static class Accessibility
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// No rule of axe is violated. It runs in the page alone: for frames, which the pages do not have, axe's own runner
    /// opens another page each time, which takes seconds.
    /// </summary>
    public static async Task ExpectAccessibleAsync(this IPage page)
    {
        await page.EvaluateAsync(Axe);
        var violations = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(violation =>
              `${violation.id}: ${violation.help} (${violation.nodes.map(node => node.html).join(", ")})`)
            """);
        Assert.True(violations.Length == 0, $"{page.Url}:\n{string.Join('\n', violations)}");
    }

    /// <summary>The page is no wider than the window.</summary>
    public static async Task ExpectNoSidewaysScrollingAsync(this IPage page)
    {
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("*")]
              .filter(element => element.getBoundingClientRect().right > innerWidth)
              .map(element => element.outerHTML.slice(0, 200))
            """);
        Assert.True(wide.Length == 0, $"{page.Url} is too wide:\n{string.Join('\n', wide)}");
    }
}
