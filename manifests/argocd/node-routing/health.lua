-- Health of a NodeRouting: Healthy once its node proved what it shall hold.
local function said(condition)
  return condition.reason .. ": " .. condition.message
end

if obj.status == nil or obj.status.desiredRoot ~= obj.spec.root then
  return {status = "Progressing", message = "The node has not seen it yet"}
end

for _, condition in ipairs(obj.status.conditions or {}) do
  if condition.type == "Converged" and condition.status == "False" then
    local underWay = condition.reason == "Progressing" or condition.reason == "Pending"
    return {status = underWay and "Progressing" or "Degraded", message = said(condition)}
  end
end

if obj.status.phase == "RolledBack" or obj.status.phase == "Refused" then
  return {status = "Degraded", message = "The node went back to what it held before"}
end
if obj.status.phase == "Clean" then
  return {status = "Healthy", message = "The node is as it was before Waymark"}
end
if obj.status.phase == "Stable" and obj.status.stableRoot == obj.spec.root then
  return {status = "Healthy", message = "Generation " .. tostring(obj.status.generation) .. " is proven"}
end
return {status = "Progressing", message = "Phase " .. tostring(obj.status.phase)}
