using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Emit;

/// <summary>Writes an interface's proxy, with one nested request class per method.</summary>
internal static class ProxyEmitter
{
    public static string Emit(InterfaceModel model)
    {
        var code = new CodeWriter();
        code.Open($"namespace {model.ProxyNamespace}");
        code.Line(GeneratedCode.Attributes);
        code.Open(
            $"internal sealed class {model.ProxyName}{GeneratedCode.Parameters(model.TypeParameters)} "
            + $": global::Orleans.Runtime.GrainReference, {model.Name}"
            + GeneratedCode.Constraints(model.TypeParameters));
        var self = model.ProxyName + GeneratedCode.Parameters(model.TypeParameters);
        code.Line($"public {model.ProxyName}(");
        code.Indented("global::Orleans.Runtime.GrainReferenceShared shared, global::Orleans.Runtime.IdSpan key)");
        code.Indented(": base(shared, key)");
        code.Open("");
        code.Close();
        code.Line();
        code.Line("public static global::Orleans.Runtime.GrainReference Create(");
        code.Indented("global::Orleans.Runtime.GrainReferenceShared shared, global::Orleans.Runtime.IdSpan key) =>");
        code.Indented($"new {self}(shared, key);");
        foreach (var method in model.Methods)
        {
            code.Line();
            EmitMethod(code, method);
        }

        foreach (var method in model.Methods)
        {
            code.Line();
            RequestEmitter.Emit(code, method, model.SeesInternals ? "protected internal" : "protected");
        }

        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitMethod(CodeWriter code, MethodModel method)
    {
        var parameters = string.Join(
            ", ", method.Parameters.Select((parameter, index) => $"{parameter.Type.Name} arg{index}"));
        code.Open(
            $"{method.ReturnType} {method.DeclaringInterface}.{Parsing.Names.Escape(method.Name)}"
            + $"{GeneratedCode.Parameters(method.TypeParameters)}({parameters})");
        code.Line($"var request = {method.RequestName}{GeneratedCode.Parameters(method.TypeParameters)}.Take();");
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            code.Line($"request.arg{i} = arg{i};");
        }

        code.Line(method.Kind switch
        {
            RequestKind.Void => "Invoke(request);",
            RequestKind.Custom => CustomCall(method),
            _ => "return InvokeAsync(request);",
        });
        code.Close();
    }

    private static string CustomCall(MethodModel method)
    {
        if (method.Custom!.Initializer is { } initializer)
        {
            return $"{(method.ReturnType == "void" ? "" : "return ")}request.{initializer}(this);";
        }

        var result = method.ResultType is null ? "" : $"<{method.ResultType}>";
        return $"return Calls.InvokeMethodAsync{result}(this, request, request.Options)"
            + (method.ReturnType.StartsWith("global::System.Threading.Tasks.Task", StringComparison.Ordinal)
                ? ".AsTask();"
                : ";");
    }
}
