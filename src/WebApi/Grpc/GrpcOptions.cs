namespace ShopActors.WebApi.Grpc;

/// <summary>The gRPC interface.</summary>
internal sealed class GrpcOptions
{
    public const string SectionName = "Grpc";

    public const string DefaultUrl = "http://127.0.0.1:5081";

    /// <summary>Whether the process serves gRPC.</summary>
    /// <value>Default: false.</value>
    public bool Enabled { get; set; }

    /// <summary>
    /// Where it is served, and nothing else is: HTTP/2 without TLS, or with the certificate of
    /// <c>Kestrel:Certificates:Default</c> if the scheme is https.
    /// </summary>
    /// <value>Default: <see cref="DefaultUrl"/>.</value>
    public string Url { get; set; } = DefaultUrl;

    /// <summary>Whether clients may ask for the services and messages.</summary>
    /// <value>Default: in Development alone.</value>
    public bool? Reflection { get; set; }

    /// <summary>Reads the settings before the container is built.</summary>
    public static GrpcOptions Read(IConfiguration configuration) =>
        configuration.GetSection(SectionName).Get<GrpcOptions>() ?? new();
}
