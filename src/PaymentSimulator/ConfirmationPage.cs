using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The page on which payers confirm a payment with <c>tok_3ds</c>, in place of their bank's. The operation's key in its
/// address cannot be guessed. Programs send the decision as JSON instead of the form.
/// </summary>
public static class ConfirmationPage
{
    private const string Html = "text/html; charset=utf-8";
    private const string ApproveField = "approve";

    /// <summary>Adds the page, if the simulated provider is in this process.</summary>
    public static void MapConfirmationPage(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);

        // Only asks: the engine opens its books, which must be left to the host's start.
        var services = routes.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!services.IsService(typeof(SimulatorEngine))) return;
        UseOwnAddress(routes.ServiceProvider);
        routes.MapGet("/actions/{key}", ShowAsync).ExcludeFromDescription().AllowAnonymous();
        routes.MapPost("/actions/{key}", DecideAsync).ExcludeFromDescription().AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<ContentHttpResult> ShowAsync(
        string key, SimulatorEngine engine, CancellationToken cancellationToken)
    {
        var entry = await engine.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (entry is null) return Page("There is no such payment.", StatusCodes.Status404NotFound);
        if (entry.Outcome != OperationOutcome.ActionRequired) return Page("This payment needs no confirmation.");
        var amount = new Money(entry.Amount, Currency.Parse(entry.Currency));
        return Page(
            $"""
            <p>Simulated bank: a shop wants {WebUtility.HtmlEncode(amount.ToString())}.</p>
            <form method="post">
            <button name="{ApproveField}" value="true">Confirm the payment</button>
            <button name="{ApproveField}" value="false">Refuse it</button>
            </form>
            """);
    }

    private static async Task<Results<ContentHttpResult, RedirectHttpResult>> DecideAsync(
        string key, SimulatorEngine engine, HttpContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } approve)
        {
            return Page("The decision is missing.", StatusCodes.Status400BadRequest);
        }

        var ended = await engine.ConfirmAsync(key, approve, context.RequestAborted).ConfigureAwait(false);
        if (ended is null) return Page("This payment needs no confirmation.", StatusCodes.Status409Conflict);
        return engine.TakeReturnUrl(key) is { } back
            ? TypedResults.Redirect(back)
            : Page(ended.Outcome == OperationOutcome.Succeeded
                ? "The payment is confirmed."
                : "The payment is refused.");
    }

    private static async Task<bool?> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            return bool.TryParse(form[ApproveField], out var approve) ? approve : null;
        }

        if (!context.Request.HasJsonContentType()) return null;
        try
        {
            var body = await context.Request.ReadFromJsonAsync(
                SimulatorJson.Default.Confirmation, context.RequestAborted).ConfigureAwait(false);
            return body?.Approve;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static ContentHttpResult Page(string content, int status = StatusCodes.Status200OK) => TypedResults.Text(
        $"<!doctype html><html lang=\"en\"><title>Simulated bank</title><body>{content}</body></html>", Html,
        statusCode: status);

    /// <summary>Without a setting, payers find the page where this process listens.</summary>
    private static void UseOwnAddress(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SimulatorOptions>>().Value;
        if (options.PublicUrl is not null) return;
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() =>
        {
            var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
            if (addresses?.Select(address => BindingAddress.Parse(address)).FirstOrDefault() is not { } own) return;
            var host = own.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "127.0.0.1" : own.Host;
            options.PublicUrl = new UriBuilder(own.Scheme, host, own.Port).Uri;
        });
    }
}
