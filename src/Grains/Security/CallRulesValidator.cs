using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace ShopActors;

/// <summary>A silo does not start while a grain method does not state who may call it.</summary>
internal sealed class CallRulesValidator(IOptions<TypeManifestOptions> manifest) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var missing = CallRules.FindMissing(manifest.Value.Interfaces).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return;
        throw new OrleansConfigurationException(
            $"These grain methods do not state who may call them (CallableBy): {string.Join(", ", missing)}.");
    }
}
