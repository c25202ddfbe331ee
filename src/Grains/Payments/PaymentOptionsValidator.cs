using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Rejects combinations under which payments could not keep their guarantees.</summary>
internal sealed class PaymentOptionsValidator : IValidateOptions<PaymentOptions>
{
    // IPaymentGrain's commands time out after 30 s; the rest is for the commits around the provider's calls.
    private static readonly TimeSpan CallTimeMax = TimeSpan.FromSeconds(25);
    private const int SecretLengthMin = 16;

    public ValidateOptionsResult Validate(string? name, PaymentOptions options)
    {
        var failures = new List<string>();
        if (options.ProviderUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") ||
            !url.AbsolutePath.EndsWith('/') || url.Query.Length > 0))
        {
            failures.Add("Payments:ProviderUrl must be an absolute http(s) address that ends with a slash.");
        }

        if (options.ReturnUrl is { } template && !IsPage(template))
        {
            failures.Add("Payments:ReturnUrl must be an absolute http(s) address, with {order} for the order's id.");
        }

        var attempts = options.Retries + 1;
        if (options.AttemptTimeout * attempts + TimeSpan.FromSeconds(2) * options.Retries > CallTimeMax)
        {
            failures.Add("Payments:AttemptTimeout and Payments:Retries together exceed the time of a grain call.");
        }

        if (options.InquiryDelay > options.InquiryDelayMax)
        {
            failures.Add("Payments:InquiryDelay must not exceed Payments:InquiryDelayMax.");
        }

        if (options.WebhookSecrets.Any(secret => secret is not { Length: >= SecretLengthMin }))
        {
            failures.Add("Every one of Payments:WebhookSecrets must have at least 16 characters.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsPage(string template) =>
        Uri.TryCreate(
            template.Replace(PaymentOptions.OrderPlace, "order", StringComparison.Ordinal),
            UriKind.Absolute,
            out var page) && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps);
}
