using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Refuses combinations under which orders could not keep what they promise.</summary>
internal sealed class OrderOptionsValidator : IValidateOptions<OrderOptions>
{
    public ValidateOptionsResult Validate(string? name, OrderOptions options)
    {
        var failures = new List<string>();
        if (options.TimeLimit >= options.HoldTime)
        {
            failures.Add("Orders:TimeLimit must be shorter than Orders:HoldTime: a reservation must outlast the order.");
        }

        if (options.RetryDelay > options.RetryDelayMax)
        {
            failures.Add("Orders:RetryDelay must not exceed Orders:RetryDelayMax.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
