using System.IO.Pipelines;

namespace ShopActors.Hosting.Gateway;

/// <summary>A client's connection with checked input.</summary>
internal sealed class ClientTransport(PipeReader input, PipeWriter output) : IDuplexPipe
{
    public PipeReader Input { get; } = input;

    public PipeWriter Output { get; } = output;
}
