using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.OpenId;

/// <summary>
/// Checks the providers of customers and operators. An issuer and audience of both would make a customer's ID token an
/// operator's credential.
/// </summary>
internal sealed class OpenIdOptionsValidator(IOptions<OperatorOpenIdOptions> operators, IHostEnvironment environment)
    : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        var errors = options.Providers.OrderBy(static provider => provider.Key, StringComparer.Ordinal)
            .SelectMany(provider => provider.Value.FindErrors(
                $"{OpenIdOptions.SectionName}:{nameof(OpenIdOptions.Providers)}:{provider.Key}",
                environment.IsDevelopment()))
            .ToList();
        var issuers = options.Providers.Values.Select(static provider => provider.ExpectedIssuer).ToList();
        if (issuers.Distinct(StringComparer.Ordinal).Count() < issuers.Count)
        {
            errors.Add($"{OpenIdOptions.SectionName} has two providers with the same issuer.");
        }

        if (operators.Value is { IsConfigured: true } ops)
        {
            errors.AddRange(ops.FindErrors(OperatorOpenIdOptions.SectionName, environment.IsDevelopment()));
            if (options.Providers.Values.Any(provider =>
                provider.ExpectedIssuer == ops.ExpectedIssuer && provider.Audience == ops.Audience))
            {
                errors.Add(
                    $"{OperatorOpenIdOptions.SectionName} must have another audience than the customers' provider: " +
                    "their ID tokens would be operators' credentials.");
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
