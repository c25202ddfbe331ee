namespace Nola.CodeGenerator.Model;

/// <summary>The application's own base of a method's request.</summary>
/// <param name="BaseName">The base, closed over the return type's arguments.</param>
/// <param name="TakesCalls">Whether its constructor takes what requests are sent through.</param>
/// <param name="InnerAccess">The accessibility of the method that calls the target.</param>
/// <param name="Initializer">The method that sends the request and gives the proxy's return value, or null.</param>
internal sealed record CustomRequestModel(string BaseName, bool TakesCalls, string InnerAccess, string? Initializer);
