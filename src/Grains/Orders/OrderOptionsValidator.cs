using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Rejects combinations under which orders could not keep their guarantees.</summary>
internal sealed class OrderOptionsValidator : IValidateOptions<OrderOptions>
{
    public ValidateOptionsResult Validate(string? name, OrderOptions options) =>
        options.RetryDelay > options.RetryDelayMax
            ? ValidateOptionsResult.Fail("Orders:RetryDelay must not exceed Orders:RetryDelayMax.")
            : ValidateOptionsResult.Success;
}
