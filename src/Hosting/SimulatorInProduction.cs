using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;
using ShopActors.Stripe;

namespace ShopActors.Hosting;

/// <summary>
/// Prevents a production shop from starting on the simulated provider because an address is missing: every order would
/// be confirmed and delivered without being paid.
/// </summary>
internal sealed class SimulatorInProduction(IHostEnvironment environment) : IValidateOptions<SimulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, SimulatorOptions options) =>
        environment.IsProduction() && !options.AllowInProduction
            ? ValidateOptionsResult.Fail(
                $"{PaymentOptions.SectionName}:{nameof(PaymentOptions.ProviderUrl)} and " +
                $"{StripeOptions.SectionName}:{nameof(StripeOptions.SecretKey)} are missing. In Production the " +
                "shop does not run on the simulated payment provider, which moves no money, unless " +
                $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.AllowInProduction)} is true.")
            : ValidateOptionsResult.Success;
}
