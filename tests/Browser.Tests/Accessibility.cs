using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ShopActors.Browser.Tests;

/// <summary>What every page owes its readers.</summary>
internal static class Accessibility
{
    /// <summary>No rule of axe is violated. The pages have no frames, for which axe would open another page.</summary>
    public static async Task ExpectAccessibleAsync(this IPage page)
    {
        var found = await page.RunAxeLegacy();
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
            $"{page.Url}: {violation.Id}: {violation.Help} " +
            $"({string.Join(", ", violation.Nodes.Select(node => node.Html))})")));
    }

    /// <summary>The page is no wider than the window.</summary>
    public static async Task ExpectNoSidewaysScrollingAsync(this IPage page)
    {
        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(excess <= 0, $"{page.Url} is {excess} pixels too wide.");
    }
}
