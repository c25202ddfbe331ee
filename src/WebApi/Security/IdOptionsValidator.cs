using Microsoft.Extensions.Options;
using ShopActors.Hosting;

namespace ShopActors.WebApi.Security;

/// <summary>API processes of a cluster share no folder that could hold a key made by one of them.</summary>
internal sealed class IdOptionsValidator(IOptions<ClusterSettings> cluster) : IValidateOptions<IdOptions>
{
    public ValidateOptionsResult Validate(string? name, IdOptions options) =>
        options.Key is null && cluster.Value.Mode == ClusterMode.Cluster
            ? ValidateOptionsResult.Fail(
                $"{IdOptions.SectionName}:{nameof(IdOptions.Key)} is missing: in a cluster every API process needs " +
                $"the same key of at least {IdSeal.KeyLengthMin} characters, for instance from `openssl rand -hex 32`.")
            : ValidateOptionsResult.Success;
}
