using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Grpc;

/// <summary>Refuses what is no address of a port, and settings that would leave the port closed.</summary>
internal sealed class GrpcOptionsValidator(IConfiguration configuration) : IValidateOptions<GrpcOptions>
{
    private const string Endpoints = "Kestrel:Endpoints";

    public ValidateOptionsResult Validate(string? name, GrpcOptions options)
    {
        if (!options.Enabled) return ValidateOptionsResult.Success;
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.Port == 0 || url.PathAndQuery != "/")
        {
            return ValidateOptionsResult.Fail(
                $"{GrpcOptions.SectionName}:{nameof(GrpcOptions.Url)} must be an address with a port such as " +
                $"{GrpcOptions.DefaultUrl}: '{options.Url}'.");
        }

        // Kestrel ignores addresses beside configured endpoints.
        return configuration.GetSection(Endpoints).GetChildren().Any()
            ? ValidateOptionsResult.Fail(
                $"{GrpcOptions.SectionName}:{nameof(GrpcOptions.Enabled)} needs the API's address in Urls, not in " +
                $"{Endpoints}.")
            : ValidateOptionsResult.Success;
    }
}
