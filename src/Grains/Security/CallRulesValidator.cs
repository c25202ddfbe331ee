using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace ShopActors;

/// <summary>Prevents a silo from starting while a grain method does not declare its callers.</summary>
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
