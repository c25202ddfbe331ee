using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopActors.Browser.Tests;

/// <summary>What an operator does on the console.</summary>
internal static class ConsolePage
{
    public static ILocator ActionDialog(this IPage page) => page.Locator("dialog[open]");

    public static ILocator Button(this IPage page, string name) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    public static ILocator Heading(this IPage page, string name) =>
        page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name, Exact = true });

    /// <summary>Opens the console at an area and signs in.</summary>
    public static async Task SignInAsync(this IPage page, string area = "", string key = BrowserFixture.OpsToken)
    {
        await page.GotoAsync($"/ops#/{area}");
        await page.GetByLabel("Operator's key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.Locator("#areas")).ToBeAttachedAsync();
    }

    /// <summary>Goes to an area and waits until all of it is there.</summary>
    public static async Task OpenAsync(this IPage page, string area)
    {
        await page.GotoAsync($"/ops#/{area}");
        await Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(page.Locator(".loading")).ToHaveCountAsync(0);
    }

    /// <summary>Fills a field of the dialog.</summary>
    public static Task EnterAsync(this IPage page, string field, string value) =>
        page.ActionDialog().Locator($"[name='{field}']").FillAsync(value);

    /// <summary>Chooses a file in the dialog.</summary>
    public static Task UploadAsync(this IPage page, string name, string mediaType, ReadOnlySpan<byte> content) =>
        page.ActionDialog().Locator("[name='file']").SetInputFilesAsync(
            new FilePayload { Name = name, MimeType = mediaType, Buffer = content.ToArray() });

    /// <summary>Sends the dialog's command, reads what it did, and closes it.</summary>
    public static async Task<string> ConfirmAsync(this IPage page, string name)
    {
        var dialog = page.ActionDialog();
        await dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        var close = dialog.GetByRole(AriaRole.Button, new() { Name = "Close" });
        await Expect(close).ToBeFocusedAsync();
        var outcome = await dialog.Locator(".done").InnerTextAsync();
        await close.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        return outcome;
    }
}
