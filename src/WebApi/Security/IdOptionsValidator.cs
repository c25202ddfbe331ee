using Microsoft.Extensions.Options;
using ShopActors.Hosting;

namespace ShopActors.WebApi.Security;

/// <summary>Requires a configured key in a cluster, whose API processes share no folder for a generated one.</summary>
internal sealed class IdOptionsValidator(IOptions<ClusterSettings> cluster) : IValidateOptions<IdOptions>
{
    public ValidateOptionsResult Validate(string? name, IdOptions options) =>
        options.Key is null && cluster.Value.Mode == ClusterMode.Cluster
            ? ValidateOptionsResult.Fail(
                $"{IdOptions.SectionName}:{nameof(IdOptions.Key)} is missing: in a cluster every API process needs " +
                $"the same key of at least {IdSeal.KeyLengthMin} characters, for instance from `openssl rand -hex 32`.")
            : ValidateOptionsResult.Success;
}
