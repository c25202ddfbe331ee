using Microsoft.Extensions.Options;

namespace ShopActors.Stripe;

/// <summary>Refuses settings that could not work. No text contains a secret.</summary>
internal sealed class StripeOptionsValidator(IOptions<PaymentOptions> payments) : IValidateOptions<StripeOptions>
{
    private const int SecretLengthMin = 16;

    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        List<string> failures = [];
        if (options.IsEnabled) CheckKey(options.SecretKey!, failures);
        if (options.ApiBase is { } address && !IsAddress(address))
        {
            failures.Add(
                $"{StripeOptions.SectionName}:{nameof(options.ApiBase)} must be an https address without a path; " +
                "http is allowed on this machine.");
        }

        if (options.WebhookSecrets.Any(secret => secret is not { Length: >= SecretLengthMin }))
        {
            failures.Add(
                $"Every one of {StripeOptions.SectionName}:{nameof(options.WebhookSecrets)} must have at least " +
                $"{SecretLengthMin} characters.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void CheckKey(string key, List<string> failures)
    {
        const string Name = $"{StripeOptions.SectionName}:{nameof(StripeOptions.SecretKey)}";
        if (payments.Value.ProviderUrl is not null)
        {
            failures.Add(
                $"{Name} and {PaymentOptions.SectionName}:{nameof(PaymentOptions.ProviderUrl)} are both set: a shop " +
                "has one payment provider.");
        }

        var isSecret = key.StartsWith("sk_", StringComparison.Ordinal) ||
            key.StartsWith("rk_", StringComparison.Ordinal);
        if (!isSecret || key.Length < SecretLengthMin || key.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
        {
            failures.Add($"{Name} must be a secret key (sk_...) or a restricted key (rk_...) of Stripe.");
        }
    }

    private static bool IsAddress(Uri address) =>
        address.IsAbsoluteUri && address.PathAndQuery == "/" && address.UserInfo.Length == 0 &&
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
