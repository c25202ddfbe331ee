using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Limits;

/// <summary>Reports every entry that is neither an address nor a network.</summary>
internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var wrong = options.Known.Where(known => !KnownProxies.TryParse(known, out _)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(wrong.Select(known =>
                $"{ProxyOptions.SectionName}:{nameof(ProxyOptions.Known)}: '{known}' is neither an address nor a " +
                "network."));
    }
}
